provider "aws" {
  region = "eu-west-1"
}


locals {
  certificate = "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
}

resource "aws_elastic_beanstalk_environment" "unsaid" {
  name                = "unsaid"
  application         = "shop"
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Python 3.11"

  setting {
    namespace = "aws:elb:listener:8080"
    name      = "ListenerProtocol"
    value     = "HTTP"
  }

  setting {
    namespace = "aws:elb:listener:8080"
    name      = "SSLCertificateId"
    value     = local.certificate
  }
}

resource "aws_cloudformation_stack" "unsaid" {
  name = "unsaid"

  template_body = jsonencode({
    Resources = {
      LoadBalancer = {
        Type = "AWS::ElasticLoadBalancing::LoadBalancer"
        Properties = {
          Listeners = [
            { LoadBalancerPort = "80", Protocol = "HTTP", InstancePort = "80", SSLCertificateId = local.certificate },
            { LoadBalancerPort = "81", Protocol = "HTTP", InstancePort = "80", InstanceProtocol = "HTTPS", SSLCertificateId = local.certificate },
          ]
        }
      }
    }
  })
}
