"""The roads that commands take, each read from top to bottom; a flow calls the stages and no stage calls another."""
