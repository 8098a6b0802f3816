variable "name" {
  type = string
}

resource "aws_acm_certificate" "this" {
  domain_name       = "${var.name}.example.com"
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"
}

output "arn" {
  value = aws_acm_certificate.this.arn
}

output "name" {
  value = var.name
}
