terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

resource "aws_acm_certificate" "site" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

output "arn" {
  value = aws_acm_certificate.site.arn
}
