variable "given" {
  type = string
}

output "passed" {
  value = var.given
}
