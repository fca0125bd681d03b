"""The rules: one function a code, its docstring is the code's page. A rule looks and yields; it never prints."""
