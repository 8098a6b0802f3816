provider "aws" {
  region = "eu-west-1"
}

provider "kubernetes" {}

resource "aws_elastic_beanstalk_environment" "shop" {
  name                = "shop"
  application         = "shop"
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Python 3.11"

  setting {
    namespace = "aws:elb:listener:443"
    name      = "ListenerProtocol"
    value     = "HTTPS"
  }

  setting {
    namespace = "aws:elb:listener:443"
    name      = "SSLCertificateID"
    value     = "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
  }

  setting {
    namespace = "aws:elb:listner:8443"
    name      = "ListenerProtocol"
    value     = "HTTPS"
  }
}

resource "kubernetes_service_v1" "shop" {
  metadata {
    name = "shop"

    annotations = {
      "service.beta.kubernetes.io/aws-load-balancer-ssl-certs" = "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
    }
  }

  spec {
    type = "LoadBalancer"

    port {
      port        = 443
      target_port = 8080
    }
  }
}
