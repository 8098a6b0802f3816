terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "site" {
  domain_name       = "files.example.com"
  validation_method = "DNS"
}

resource "aws_transfer_server" "files" {
  protocols   = ["FTPS"]
  certificate = aws_acm_certificate.site.arn
}

resource "aws_transfer_server" "plain" {
  protocols = ["SFTP"]
}

resource "aws_appsync_domain_name" "api" {
  domain_name     = "api.example.com"
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/8e6a1f0c-3b5d-4c2e-9f71-0a1b2c3d4e5f"
}

resource "aws_opensearch_domain" "search" {
  domain_name = "search"
  domain_endpoint_options {
    custom_endpoint_enabled         = true
    custom_endpoint                 = "search.example.com"
    custom_endpoint_certificate_arn = aws_acm_certificate.site.arn
  }
}

resource "aws_opensearch_domain" "plain" {
  domain_name = "plain"
}

resource "aws_vpclattice_service" "mesh" {
  name = "mesh"
}
