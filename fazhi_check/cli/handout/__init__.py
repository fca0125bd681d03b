"""What `fazhi-check handout` writes: papers that go out before anybody reports, and templates."""
