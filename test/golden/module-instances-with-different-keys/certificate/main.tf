variable "domain_name" {
  type = string
}

variable "key_algorithm" {
  type = string
}

resource "aws_acm_certificate" "this" {
  domain_name       = var.domain_name
  validation_method = "DNS"
  key_algorithm     = var.key_algorithm
}

output "arn" {
  value = aws_acm_certificate.this.arn
}
