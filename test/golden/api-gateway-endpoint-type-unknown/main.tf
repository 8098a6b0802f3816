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

resource "terraform_data" "t" {
  input = "REGIONAL"
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

resource "aws_api_gateway_domain_name" "own" {
  domain_name     = "www.example.com"
  certificate_arn = aws_acm_certificate.site.arn
  endpoint_configuration {
    types = [terraform_data.t.output]
  }
}

resource "aws_api_gateway_domain_name" "far" {
  domain_name     = "www.example.com"
  certificate_arn = aws_acm_certificate.far.arn
  endpoint_configuration {
    types = [terraform_data.t.output]
  }
}

resource "aws_api_gateway_domain_name" "regional" {
  domain_name              = "www.example.com"
  regional_certificate_arn = aws_acm_certificate.site.arn
  endpoint_configuration {
    types = [terraform_data.t.output]
  }
}
