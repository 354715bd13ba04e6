using Serverless.Algorithms.MoBananas;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Tests.MoBananas;

public sealed class PerceptronTests
{
    [Fact]
    public void Weights_ThirteenInputsTwoOutputs_AreThoseOfThePublication() =>
        new Perceptron(13, 2, RandomStream.For(1, 0, 0)).Weights.Length.ShouldBe((13 * 10) + 10 + (10 * 2) + 2);

    [Fact]
    public void Accumulate_OneRow_IsTheDerivativeOfTheMeanSquaredError()
    {
        double[] input = [0.3, -1.2, 0.8];
        double[] target = [0.5, -2];
        const double change = 1e-6;
        var network = new Perceptron(3, 2, RandomStream.For(1, 0, 0));

        network.Accumulate(input, target, weight: 1);

        // Central differences; a network cannot be written to, so that each weight's effect is told by the loss as a function of the weights.
        var weights = network.Weights.ToArray();
        for (var i = 0; i < weights.Length; i++)
        {
            var (above, below) = (weights.ToArray(), weights.ToArray());
            above[i] += change;
            below[i] -= change;
            network.Gradient[i].ShouldBe((Loss(above) - Loss(below)) / (2 * change), 1e-5, $"weight {i}");
        }

        double Loss(double[] changed)
        {
            var outputs = new double[2];
            for (var k = 0; k < 2; k++)
            {
                outputs[k] = changed[40 + (k * 11) + 10];
                for (var unit = 0; unit < 10; unit++)
                {
                    var sum = changed[(unit * 4) + 3] + (changed[unit * 4] * input[0]) + (changed[(unit * 4) + 1] * input[1]) + (changed[(unit * 4) + 2] * input[2]);
                    outputs[k] += changed[40 + (k * 11) + unit] * Math.Max(0, sum);
                }
            }

            return (((outputs[0] - target[0]) * (outputs[0] - target[0])) + ((outputs[1] - target[1]) * (outputs[1] - target[1]))) / 2;
        }
    }

    [Fact]
    public void Train_OneRow_MovesEveryWeightByTheStepOfAdamFirst()
    {
        // Adam's first step is 0.1 times the sign of the gradient; 80 epochs of one row end at the row.
        var network = new Perceptron(2, 1, RandomStream.For(1, 0, 0));

        network.Train([[1, 0.5]], [[3]], RandomStream.For(2, 0, 0));

        network.Predict([1, 0.5])[0].ShouldBe(3, 0.05);
    }

    [Fact]
    public void Train_ALinearFunction_TellsUnseenPoints()
    {
        var random = RandomStream.For(3, 0, 0);
        double[][] inputs = [.. Enumerable.Range(0, 200).Select(_ => new[] { random.NextDouble(), random.NextDouble() })];
        double[][] targets = Array.ConvertAll(inputs, input => new[] { input[0] - (2 * input[1]) });
        var network = new Perceptron(2, 1, RandomStream.For(4, 0, 0));

        network.Train(inputs, targets, RandomStream.For(5, 0, 0));

        network.Predict([0.25, 0.75])[0].ShouldBe(-1.25, 0.15);
    }
}
