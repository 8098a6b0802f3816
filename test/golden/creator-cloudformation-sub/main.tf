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
    Conditions:
      Here: !Equals [!Ref "AWS::Region", us-east-1]
    Resources:
      LoadBalancer:
        Type: AWS::ElasticLoadBalancing::LoadBalancer
        Properties:
          Listeners:
            - LoadBalancerPort: "443"
              Protocol: HTTPS
              InstancePort: "80"
              InstanceProtocol: HTTP
              SSLCertificateId: !If
                - Here
                - !Sub "arn:$${AWS::Partition}:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
                - !Ref "AWS::NoValue"
  YAML
}
