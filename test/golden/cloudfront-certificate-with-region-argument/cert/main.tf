variable "name" {}

resource "aws_acm_certificate" "this" {
  region            = "us-east-1"
  domain_name       = var.name
  validation_method = "DNS"
}

resource "aws_acm_certificate_validation" "this" {
  region          = "us-east-1"
  certificate_arn = aws_acm_certificate.this.arn
}

output "arn" {
  value = aws_acm_certificate_validation.this.certificate_arn
}
