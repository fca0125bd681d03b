"""What is done with the folder of a round: made, handed out from, looked at, checked, frozen."""
