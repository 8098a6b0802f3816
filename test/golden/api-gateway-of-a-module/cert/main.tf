terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "name" {}

resource "aws_acm_certificate" "this" {
  domain_name       = var.name
  validation_method = "DNS"
}

resource "aws_acm_certificate_validation" "this" {
  certificate_arn = aws_acm_certificate.this.arn
}

output "arn" {
  value = aws_acm_certificate_validation.this.certificate_arn
}
