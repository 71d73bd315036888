[
  (placeholder "out")
  (placeholder "dev")
]
