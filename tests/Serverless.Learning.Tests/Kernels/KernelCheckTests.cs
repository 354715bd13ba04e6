using Serverless.Learning.Kernels;
using TorchSharp;

namespace Serverless.Learning.Tests.Kernels;

public class KernelCheckTests
{
    [Fact]
    public void Run_KernelsOfThisProcess_AreRight()
    {
        var errors = KernelCheck.Run(KernelCase.All);

        errors.Count.ShouldBe(KernelCase.All.Count);
        errors.Where(error => !error.IsRight).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Run_OutputOffInSinglePrecision_IsWrong(double factor)
    {
        var wrong = Case(operands => operands[0] * operands[1] * (operands[0].dtype == torch.ScalarType.Float32 ? factor : 1));

        KernelCheck.Run([wrong]).Single().IsRight.ShouldBeFalse();
    }

    [Fact]
    public void Run_OnlyOneGradientOff_IsWrong()
    {
        // The output is right; of the gradient by the second operand a half is missing.
        var wrong = Case(operands => operands[0].dtype == torch.ScalarType.Float32
            ? operands[0] * ((operands[1] * 0.5) + (operands[1].detach() * 0.5))
            : operands[0] * operands[1]);

        KernelCheck.Run([wrong]).Single().Relative.ShouldBe(0.5, 1e-3);
    }

    [Fact]
    public void Run_Exact_IsRight() => KernelCheck.Run([Case(operands => operands[0] * operands[1])]).Single().IsRight.ShouldBeTrue();

    [Fact]
    public void Run_Afterwards_ThreadsAreAsManyAsBefore()
    {
        var before = torch.get_num_threads();

        KernelCheck.Run([Case(operands => operands[0] * operands[1])]);

        torch.get_num_threads().ShouldBe(before);
    }

    static KernelCase Case(Func<torch.Tensor[], torch.Tensor> compute) => new("made up", [[4, 3], [4, 3]], compute);
}
