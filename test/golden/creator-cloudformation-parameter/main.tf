terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_acm_certificate" "site" {
  domain_name       = "site.example.com"
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"
}

resource "aws_cloudformation_stack" "edge" {
  name = "edge"

  parameters = {
    CertificateArn = aws_acm_certificate.site.arn
  }

  template_body = <<-YAML
    Parameters:
      CertificateArn: {Type: String}
    Resources:
      LoadBalancer:
        Type: AWS::ElasticLoadBalancing::LoadBalancer
        Properties:
          AvailabilityZones: !GetAZs ""
          Listeners:
            - LoadBalancerPort: "443"
              Protocol: HTTPS
              InstancePort: "80"
              InstanceProtocol: HTTP
              SSLCertificateId: !Ref CertificateArn
            - {LoadBalancerPort: 80, Protocol: HTTP, InstancePort: 80, InstanceProtocol: HTTP}
  YAML
}
