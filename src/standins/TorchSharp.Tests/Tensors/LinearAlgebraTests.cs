namespace TorchSharp.Tests.Tensors;

public sealed class LinearAlgebraTests
{
    [Theory]
    [InlineData('L')]
    [InlineData('U')]
    public void Eigvalsh_SymmetricMatrix_AreItsEigenvaluesAscending(char triangle)
    {
        using var scope = NewDisposeScope();
        var matrix = tensor(new double[] { 2, 1, 1, 2 }).reshape(2, 2);

        linalg.eigvalsh(matrix, triangle).data<double>().ToArray().ShouldBe([1, 3], 1e-12);
    }

    [Fact]
    public void Eigvalsh_UpperTriangleOnlyWrong_ReadsTheLowerOne()
    {
        using var scope = NewDisposeScope();
        var matrix = tensor(new double[] { 2, 99, 1, 2 }).reshape(2, 2);

        linalg.eigvalsh(matrix).data<double>().ToArray().ShouldBe([1, 3], 1e-12);
    }
}
