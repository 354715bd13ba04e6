using Serverless.Learning.ZeroCost;
using TorchSharp;

namespace Serverless.Learning.Tests.ZeroCost;

public sealed class KernelAlignmentTests : IDisposable
{
    const int Images = 7;

    readonly DisposeScope _scope = torch.NewDisposeScope();

    [Fact]
    public void Of_OutputsOfDifferentWidths_IsTheNormalisedCriterion()
    {
        var (one, other) = (Outputs(seed: 1, width: 5), Outputs(seed: 2, width: 3));

        var expected = Criterion(one, other) / Math.Sqrt(Criterion(one, one) * Criterion(other, other));

        Alignment(one, other).ShouldBe(expected, 1e-12);
        expected.ShouldBeInRange(0.05, 0.95);
    }

    [Fact]
    public void Of_ItselfTurnedScaledAndMoved_IsOne()
    {
        var outputs = Outputs(seed: 1, width: 4);
        var (turn, _) = torch.linalg.qr(Outputs(seed: 3, width: 4)[..4]);

        Alignment(outputs, outputs).ShouldBe(1, 1e-12);
        Alignment(outputs, (-3 * outputs.mm(turn)) + 100).ShouldBe(1, 1e-9);
        Alignment(outputs, Outputs(seed: 2, width: 3)).ShouldBe(Alignment(7 * outputs.mm(turn), Outputs(seed: 2, width: 3)), 1e-12);
    }

    /// <summary>Two halves of four images told apart, by other halves: the Gram matrices are orthogonal.</summary>
    [Fact]
    public void Of_IndependentOutputs_IsNothing()
    {
        var (one, other) = (torch.tensor([1.0, 1, -1, -1]).reshape(4, 1), torch.tensor([1.0, -1, 1, -1]).reshape(4, 1));

        Alignment(one, other).ShouldBe(0, 1e-15);
        Alignment(one, torch.tensor([1.0, 1, -1, 1]).reshape(4, 1)).ShouldBe(1.0 / 3, 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1f)]
    [InlineData(1e4f)]
    public void Gram_OutputsThatAreEqualForAllImages_IsNothingAndAlignedWithNothing(float value)
    {
        var equal = torch.full([Images, 50], value) * (1 + (torch.arange(Images).reshape(Images, 1) * 1e-7f));

        var gram = KernelAlignment.Gram(equal);

        gram.abs().max().item<float>().ShouldBe(0);
        KernelAlignment.Of(gram, KernelAlignment.Gram(Outputs(seed: 1, width: 3).to(torch.ScalarType.Float32))).item<float>().ShouldBe(0);
    }

    [Fact]
    public void Gram_Images_AreTakenAsRowsWhateverTheirShape() =>
        KernelAlignment.Gram(Outputs(seed: 1, width: 12).reshape(Images, 3, 2, 2)).allclose(KernelAlignment.Gram(Outputs(seed: 1, width: 12))).ShouldBeTrue();

    public void Dispose() => _scope.Dispose();

    static double Alignment(torch.Tensor one, torch.Tensor other) =>
        KernelAlignment.Of(KernelAlignment.Gram(one), KernelAlignment.Gram(other)).item<double>();

    /// <summary>tr(K H L H), as it is written.</summary>
    static double Criterion(torch.Tensor one, torch.Tensor other)
    {
        var centring = torch.eye(Images, dtype: torch.ScalarType.Float64) - (1.0 / Images);
        return one.mm(one.t()).mm(centring).mm(other.mm(other.t())).mm(centring).trace().item<double>();
    }

    static torch.Tensor Outputs(long seed, int width)
    {
        using var generator = new torch.Generator((ulong)seed, torch.CPU);
        return torch.randn([Images, width], torch.ScalarType.Float64, generator: generator) + 2;
    }
}
