using System.Runtime.InteropServices;

namespace TorchSharp.Tests.Runtime;

public sealed class ErrorTests
{
    [Fact]
    public void Operator_OnShapesThatDoNotFit_ThrowsWithTheShapes()
    {
        using var a = zeros(2, 3);
        using var b = zeros(2, 3);

        Should.Throw<ExternalException>(() => a.matmul(b)).Message.ShouldContain("2x3");
        Should.Throw<ExternalException>(() => a.view(5));
        Should.Throw<ExternalException>(() => cat([a, zeros(3, 1)]));
        Should.Throw<ExternalException>(() => a.index_select(0, tensor(new long[] { 7 })));
    }

    [Fact]
    public void Operator_AfterAnError_WorksAgain()
    {
        using var a = ones(2, 3);
        Should.Throw<ExternalException>(() => a.matmul(a));

        a.matmul(a.t()).sum().item<float>().ShouldBe(12);
    }

    [Fact]
    public void Backward_WithoutAGraph_Throws() => Should.Throw<ExternalException>(() => ones(1).sum().backward());

    [Fact]
    public void Backward_OfSeveralElements_Throws() =>
        Should.Throw<ExternalException>(() => (ones([2], null, null, true) * 2).backward()).Message.ShouldContain("scalar");

    [Fact]
    public void Backward_TwiceThroughTheSameGraph_Throws()
    {
        using var loss = ones([2], null, null, true).square().sum();
        loss.backward();

        Should.Throw<ExternalException>(loss.backward).Message.ShouldContain("second time");
    }

    [Fact]
    public void Convolution_OnTheWrongChannels_ThrowsAnException()
    {
        using var layer = nn.Conv2d(3, 4, 3);

        Should.Throw<Exception>(() => layer.call(zeros(1, 2, 8, 8)))
            .ShouldSatisfyAllConditions(error => (error is ExternalException or ArgumentException).ShouldBeTrue());
    }

    [Fact]
    public void CrossEntropy_OfAClassThatIsNotThere_Throws() =>
        Should.Throw<ExternalException>(() => nn.functional.cross_entropy(zeros(1, 3), tensor(new long[] { 3 })));

    [Fact]
    public void Allocation_BeyondAllMemory_Throws() => Should.Throw<ExternalException>(() => zeros(1L << 50));

    [Fact]
    public void Device_ThatIsNotThere_IsRefused()
    {
        var missing = cuda.is_available() ? "cuda:99" : "cuda";

        Should.Throw<Exception>(() => zeros(1, null, device(missing))).Message.ToUpperInvariant().ShouldContain("CUDA");
        Should.Throw<Exception>(() => nn.Linear(1, 1).to(missing));
    }
}
