using System.Runtime.Intrinsics;
using Serverless.Algorithms.Models;

namespace Serverless.Algorithms.Tests.Models;

public sealed class ElementaryFunctionTests
{
    [Fact]
    public void Exponential_ArgumentsOverItsRange_IsTheLibrarysToAFewUnitsOfTheLastPlace()
    {
        for (var value = -707.9; value < 708; value += 0.0917)
        {
            (Exponential.Of(Vector512.Create(value))[5] / Math.Exp(value)).ShouldBe(1, 1e-15);
        }
    }

    [Theory]
    [InlineData(-1e300)]
    [InlineData(double.NegativeInfinity)]
    public void Exponential_FarBelowZero_IsHardlyAnything(double value) =>
        Exponential.Of(Vector512.Create(value))[0].ShouldBeInRange(0, 1e-300);

    [Fact]
    public void Exponential_NotANumber_StaysNone() => Exponential.Of(Vector512.Create(double.NaN))[0].ShouldBe(double.NaN);

    [Fact]
    public void SquareRoot_NumbersOfAllSizes_IsTheLibrarysToAFewUnitsOfTheLastPlace()
    {
        for (var value = 1e-190; value < 1e190; value *= 1.37)
        {
            (SquareRoot.Of(Vector512.Create(value))[2] / Math.Sqrt(value)).ShouldBe(1, 1e-15);
        }
    }

    [Fact]
    public void SquareRoot_Zero_IsHardlyAnything() => SquareRoot.Of(Vector512<double>.Zero)[0].ShouldBeInRange(0, 1e-99);
}
