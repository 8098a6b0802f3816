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

data "aws_acm_certificate" "here" {
  domain = "www.example.com"
}

data "aws_acm_certificate" "far" {
  provider = aws.us_east_1
  domain   = "www.example.com"
}

resource "aws_apigatewayv2_domain_name" "ok" {
  domain_name = "www.example.com"
  domain_name_configuration {
    certificate_arn = data.aws_acm_certificate.here.arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_domain_name" "far" {
  domain_name = "www.example.com"
  domain_name_configuration {
    certificate_arn = data.aws_acm_certificate.far.arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}
