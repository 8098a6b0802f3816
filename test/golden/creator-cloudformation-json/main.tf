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
  template_body = jsonencode({
    Resources = {
      LoadBalancer = {
        Type = "AWS::ElasticLoadBalancing::LoadBalancer"
        Properties = {
          Listeners = [{ LoadBalancerPort = "443", Protocol = "HTTPS", InstancePort = "80", InstanceProtocol = "HTTP" }]
        }
      }
    }
  })
}
