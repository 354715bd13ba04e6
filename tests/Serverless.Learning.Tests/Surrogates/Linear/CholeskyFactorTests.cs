using Serverless.Learning.Surrogates.Linear;

namespace Serverless.Learning.Tests.Surrogates.Linear;

public sealed class CholeskyFactorTests
{
    [Fact]
    public void Solve_KnownSystem_GivesItsSolution()
    {
        double[] right = [6, 5, 8];

        CholeskyFactor.Of([4, 0, 0, 2, 3, 0, 0, 1, 5], 3).Solve(right);

        // [4 2 0; 2 3 1; 0 1 5] x = [6 5 8]
        right[0].ShouldBe(50.0 / 36, 1e-12);
        right[1].ShouldBe(8.0 / 36, 1e-12);
        right[2].ShouldBe(56.0 / 36, 1e-12);
    }

    [Fact]
    public void SolveLower_Vector_HasTheLengthOfItsQuadraticForm()
    {
        double[] right = [6, 5, 8];
        double[] solution = [50.0 / 36, 8.0 / 36, 56.0 / 36];

        CholeskyFactor.Of([4, 0, 0, 2, 3, 0, 0, 1, 5], 3).SolveLower(right);

        right.Sum(value => value * value).ShouldBe((6 * solution[0]) + (5 * solution[1]) + (8 * solution[2]), 1e-12);
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 2, 1 })]
    [InlineData(new[] { double.NaN, 0, 0, 1 })]
    public void Of_NotPositiveDefinite_Throws(double[] matrix) =>
        Should.Throw<ArithmeticException>(() => CholeskyFactor.Of(matrix, 2)).Message.ShouldContain("not positive definite");
}
