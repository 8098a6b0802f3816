provider "aws" {
  region = "eu-west-1"
}

resource "aws_cloudformation_stack" "default" {
  name          = "default"
  template_body = file("${path.module}/own-default.yaml")
}

resource "aws_cloudformation_stack" "bad_default" {
  name          = "bad_default"
  template_body = file("${path.module}/default-of-us-east-1.yaml")
}

resource "aws_cloudformation_stack" "empty" {
  name          = "empty"
  template_body = file("${path.module}/default-of-us-east-1.yaml")

  parameters = {
    CertificateArn = ""
  }
}

resource "aws_cloudformation_stack" "given" {
  name          = "given"
  template_body = file("${path.module}/default-of-us-east-1.yaml")

  parameters = {
    CertificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
  }
}

resource "aws_cloudformation_stack" "other" {
  name          = "other"
  template_body = file("${path.module}/default-of-us-east-1.yaml")

  parameters = {
    Unrelated = "x"
  }
}
