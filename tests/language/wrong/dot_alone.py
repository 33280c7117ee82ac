x = .y
