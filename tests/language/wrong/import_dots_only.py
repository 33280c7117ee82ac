import ..
