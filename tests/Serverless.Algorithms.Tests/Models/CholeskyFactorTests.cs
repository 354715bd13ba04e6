using Serverless.Algorithms.Models;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Tests.Models;

public sealed class CholeskyFactorTests
{
    [Theory]
    [InlineData(32)]
    [InlineData(96)]
    public void Invert_APositiveDefiniteMatrix_TimesTheMatrixIsTheIdentity(int size)
    {
        var matrix = Positive(size);

        var inverse = new double[size * size];
        CholeskyFactor.TryCreate(matrix, size).ShouldNotBeNull().Invert(inverse, new double[size * size]);

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var product = Enumerable.Range(0, size).Sum(k => matrix[(i * size) + k] * inverse[(k * size) + j]);
                product.ShouldBe(i == j ? 1 : 0, 1e-10);
            }
        }
    }

    [Fact]
    public void Solve_TheMatrixTimesAVector_GivesTheVector()
    {
        var matrix = Positive(64);
        double[] vector = [.. Enumerable.Range(0, 64).Select(i => Math.Sin(i))];
        double[] product = [.. Enumerable.Range(0, 64).Select(i => Enumerable.Range(0, 64).Sum(k => matrix[(i * 64) + k] * vector[k]))];

        var solution = CholeskyFactor.TryCreate(matrix, 64).ShouldNotBeNull().Solve(product);

        for (var i = 0; i < 64; i++)
        {
            solution[i].ShouldBe(vector[i], 1e-10);
        }
    }

    [Fact]
    public void SolvePanels_OfTheMatrixItself_GivesTheTransposedFactor()
    {
        var matrix = Positive(64);
        var factor = CholeskyFactor.TryCreate(matrix, 64).ShouldNotBeNull();
        var panel = new double[64 * 32];
        for (var row = 0; row < 64; row++)
        {
            matrix.AsSpan(row * 64, 32).CopyTo(panel.AsSpan(row * 32));
        }

        factor.SolvePanels(panel, 0, 64);

        var sum = Enumerable.Range(0, 64).Sum(row => panel[row * 32] * panel[row * 32]);
        sum.ShouldBe(matrix[0], 1e-10);
    }

    [Fact]
    public void TryCreate_IndefiniteMatrix_GivesNone()
    {
        var matrix = Positive(32);
        matrix[33] = -1;

        CholeskyFactor.TryCreate(matrix, 32).ShouldBeNull();
    }

    static double[] Positive(int size)
    {
        var random = RandomStream.For(seed: 1, generation: size, index: 0);
        double[] root = [.. Enumerable.Range(0, size * size).Select(_ => random.NextDouble() - 0.5)];
        var matrix = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                matrix[(i * size) + j] = Enumerable.Range(0, size).Sum(k => root[(i * size) + k] * root[(j * size) + k]) + (i == j ? 1 : 0);
            }
        }

        return matrix;
    }
}
