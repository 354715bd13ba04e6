namespace TorchSharp.Tests;

/// <summary>Compares gradients with central differences, in double precision.</summary>
static class GradientCheck
{
    const double Step = 1e-5;
    const double Tolerance = 1e-6;

    /// <summary>Checks the gradients by the input and by every parameter.</summary>
    public static void OfModule(nn.Module<Tensor, Tensor> module, Tensor input)
    {
        var network = module.to(float64);
        OfFunction(network.call, [input, .. network.parameters()]);
    }

    /// <summary>Checks the gradient of one output, or of any weighting of several, by each of the tensors.</summary>
    public static void OfFunction(Func<Tensor, Tensor> function, params Tensor[] variables)
    {
        var input = variables[0];
        Array.ForEach(variables, variable => variable.requires_grad = true);
        Tensor weights;
        using (no_grad())
        {
            using var sample = function(input);
            weights = randn(sample.shape, float64);
        }

        double Evaluate()
        {
            using var scope = NewDisposeScope();
            using var noGradients = no_grad();
            return (function(input) * weights).sum().item<double>();
        }

        using var objective = (function(input) * weights).sum();
        var gradients = autograd.grad([objective], variables);
        for (var i = 0; i < variables.Length; i++)
        {
            using var data = variables[i].detach();
            using var elements = data.data<double>();
            var gradient = gradients[i].data<double>().ToArray();
            for (var j = 0; j < elements.Count; j++)
            {
                var original = elements[j];
                elements[j] = original + Step;
                var above = Evaluate();
                elements[j] = original - Step;
                var below = Evaluate();
                elements[j] = original;
                var expected = (above - below) / (2 * Step);
                gradient[j].ShouldBe(expected, Tolerance * Math.Max(1, Math.Abs(expected)), $"variable {i}, element {j}");
            }
        }
    }
}
