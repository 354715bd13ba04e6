using Serverless.Learning.Networks.Quantisation;
using TorchSharp;

namespace Serverless.Learning.Tests.Networks.Quantisation;

public sealed class ActivationQuantiserTests : IDisposable
{
    readonly DisposeScope _scope = torch.NewDisposeScope();

    [Fact]
    public void Forward_FirstBatch_RoundsToTheMultiplesOfItsRange()
    {
        using var quantiser = new ActivationQuantiser(bits: 2);
        quantiser.train();

        var made = quantiser.call(torch.tensor([-1f, -0.4f, 0f, 0.6f, 2f]));

        // Four numbers, 1 apart: −1, 0, 1, 2.
        Numbers(made).ShouldBe([-1, 0, 0, 1, 2]);
        quantiser.Grid().ShouldBe(new QuantisationGrid(Scale: 1, Zero: 1, Levels: 3));
    }

    [Fact]
    public void Forward_LaterBatches_FollowsTheRunningRangeAndKeepsItInEvaluation()
    {
        using var quantiser = new ActivationQuantiser(bits: 8);
        quantiser.train();
        quantiser.call(torch.tensor([0f, 2.55f]));
        quantiser.call(torch.tensor([1f, 12.75f]));
        quantiser.eval();

        Numbers(quantiser.call(torch.tensor([-3f, 100f])))[1].ShouldBe(2.55f + (0.1f * 10.2f), 1e-5f);

        var grid = quantiser.Grid();
        grid.Scale.ShouldBe(3.57f / 255, 1e-6f);
        (grid.Zero, grid.Levels).ShouldBe(((byte)0, (byte)255));
    }

    [Fact]
    public void Forward_Gradient_PassesWithinTheRangeAndStopsBeyond()
    {
        using var quantiser = new ActivationQuantiser(bits: 4);
        quantiser.train();
        quantiser.call(torch.tensor([0f, 1.5f]));
        quantiser.eval();
        var input = torch.tensor([-1f, 0f, 0.33f, 1.5f, 9f], requires_grad: true);

        (quantiser.call(input) * torch.tensor([1f, 2f, 3f, 4f, 5f])).sum().backward();

        Numbers(input.grad!).ShouldBe([0, 2, 3, 4, 0]);
    }

    [Fact]
    public void Forward_BeforeAnyBatch_TakesTheRangeFrom0To1()
    {
        using var quantiser = new ActivationQuantiser(bits: 8);
        quantiser.eval();

        Numbers(quantiser.call(torch.tensor([-1f, 0f, 1f, 3f]))).ShouldBe([0, 0, 1, 1]);
    }

    public void Dispose() => _scope.Dispose();

    static float[] Numbers(torch.Tensor tensor) => tensor.data<float>().ToArray();
}
