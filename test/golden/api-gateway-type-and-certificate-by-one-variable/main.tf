terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

variable "custom" {
  default = true
}

resource "aws_acm_certificate" "site" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate" "far" {
  provider          = aws.us_east_1
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

resource "aws_api_gateway_domain_name" "edge" {
  domain_name              = "www.example.com"
  certificate_arn          = var.custom ? aws_acm_certificate.far.arn : null
  regional_certificate_arn = var.custom ? null : aws_acm_certificate.site.arn
  endpoint_configuration {
    types = [var.custom ? "EDGE" : "REGIONAL"]
  }
}
