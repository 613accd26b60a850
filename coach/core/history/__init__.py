"""What past sessions add up to: repetitions, ratings, changes of dose, the course of one exercise."""
