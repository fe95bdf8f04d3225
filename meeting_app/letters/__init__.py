"""The organisers' view of the letters that the service writes: waiting, sent, failed."""
