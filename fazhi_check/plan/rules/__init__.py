"""The rules for those who write plans (FZ7): one function a code, its docstring is the code's page."""
