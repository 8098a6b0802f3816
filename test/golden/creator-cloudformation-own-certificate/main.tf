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

resource "aws_cloudformation_stack" "edge" {
  name = "edge"

  template_body = <<-YAML
    Resources:
      Certificate:
        Type: AWS::CertificateManager::Certificate
        Properties:
          DomainName: site.example.com
          KeyAlgorithm: EC_prime256v1
      LoadBalancer:
        Type: AWS::ElasticLoadBalancing::LoadBalancer
        Properties:
          AvailabilityZones: !GetAZs ""
          Listeners:
            - LoadBalancerPort: "443"
              Protocol: HTTPS
              InstancePort: "80"
              InstanceProtocol: HTTP
              SSLCertificateId: !Ref Certificate
  YAML
}
