"""What a run is held against besides the plan: waivers and the baseline of known findings."""
