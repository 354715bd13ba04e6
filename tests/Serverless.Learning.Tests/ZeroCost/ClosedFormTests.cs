using Serverless.Learning.Networks;
using Serverless.Learning.ZeroCost;
using Serverless.Spaces;
using TorchSharp;
using TorchSharp.Modules;

namespace Serverless.Learning.Tests.ZeroCost;

public sealed class ClosedFormTests : IDisposable
{
    // 1 + k and k, of the jacobian covariance.
    const double One = 1 + 1e-5;

    readonly DisposeScope _scope = torch.NewDisposeScope();

    [Fact]
    public void Synflow_TwoLinearLayers_IsTheFlowOncePerLayer()
    {
        var network = torch.nn.Sequential(torch.nn.Flatten(), Linear(2, 2, 1, -2, -3, 4), Linear(2, 1, -1, 2));

        // Absolute weights send ones to (3, 7), and those to 3 + 14.
        Synflow.LogOf(network, new ImageShape(1, 1, 2, 1)).ShouldBe(Math.Log(2 * 17), 1e-12);
    }

    [Fact]
    public void Synflow_NothingComesThrough_IsMinusInfinity() =>
        Synflow.LogOf(torch.nn.Sequential(torch.nn.Flatten(), Linear(2, 1, 0, 0)), new ImageShape(1, 1, 2, 1))
            .ShouldBe(double.NegativeInfinity);

    [Fact]
    public void LossGradients_LinearClassifierInTwoMinds_AreHalfTheImage()
    {
        var network = torch.nn.Sequential(torch.nn.Flatten(), Linear(2, 2, 1, 1, 1, 1));

        var (snip, norm) = LossGradients.Of(network, torch.tensor([1f, 2f]).reshape(1, 1, 1, 2), torch.tensor([0L]));

        // Both classes have probability 1/2, so the gradient is ∓1/2 of the image.
        snip.ShouldBe(3, 1e-6);
        norm.ShouldBe(Math.Sqrt(2.5), 1e-6);
    }

    [Fact]
    public void JacobianCovariance_UncorrelatedGradients_IsHighest() =>
        JacobianCovariance.OfGradients(torch.tensor(new double[] { 1, -1, 0, 0, 0, 0, 3, -3 }).reshape(2, 4))
            .ShouldBe(-2 * (Math.Log(One) + (1 / One)), 1e-9);

    [Fact]
    public void JacobianCovariance_LinearNetwork_IsThatOfEqualGradients()
    {
        var network = torch.nn.Sequential(torch.nn.Flatten(), Linear(3, 1, 1, 2, 4));

        var score = JacobianCovariance.Of(network, torch.randn(2, 1, 1, 3));

        // Correlation 1: the eigenvalues are 2 and 0.
        score.ShouldBe(-(Math.Log(2 + 1e-5) + (1 / (2 + 1e-5)) + Math.Log(1e-5) + 1e5), 1e-3);
    }

    [Fact]
    public void JacobianCovariance_ConstantGradient_IsMinusInfinity() =>
        JacobianCovariance.OfGradients(torch.zeros(2, 3, torch.ScalarType.Float64)).ShouldBe(double.NegativeInfinity);

    [Fact]
    public void ActivationPatterns_ThreeUnitsTwoImages_CountsAgreements()
    {
        var network = torch.nn.Sequential(torch.nn.Flatten(), new Rectifier());
        var images = torch.tensor([1f, 2f, -1f, -3f, 1f, 4f]).reshape(2, 1, 1, 3);

        // Of three units one agrees: det((3, 1), (1, 3)).
        ActivationPatterns.LogDeterminant(network, images).ShouldBe(Math.Log(8), 1e-12);
    }

    [Fact]
    public void ActivationPatterns_NodeReadByThreeConvolutions_CountsItThrice()
    {
        // Edges 0→1, 0→2 and 0→3 are convolutions of one node, whose ReLU is computed once.
        var plan = NasBench201Plan.Of(new NasBench201Space().Create([2, 2, 1, 2, 1, 1]));
        using var cell = new Cell("cell", plan, 1, 1, 2, new WeightSource(1));
        var images = torch.tensor([1f, 2f, -1f, 1f]).reshape(2, 1, 1, 2);

        // Twice two units, one of which agrees: K = 3 · ((2, 1), (1, 2)).
        ActivationPatterns.LogDeterminant(cell, images).ShouldBe(Math.Log(9 * 3), 1e-9);
    }

    public void Dispose() => _scope.Dispose();

    static Linear Linear(int inputs, int outputs, params float[] weights) =>
        torch.nn.Linear(torch.nn.Parameter(torch.tensor(weights).reshape(outputs, inputs)), null);
}
