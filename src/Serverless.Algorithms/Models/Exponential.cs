using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>Computes the exponential function of eight values at a time, with a relative error of about 2e-16; always inlined.</summary>
/// <remarks>
/// The library's function leaves the vector registers when it is called before it has been compiled for the machine, and for arguments near the ends
/// of its range. This one does neither, and returns equal values on every machine. It reduces the argument by powers of two and evaluates the Taylor
/// polynomial of degree 12.
/// </remarks>
static class Exponential
{
    /// <summary>Arguments are clamped to this magnitude, so that every result is a normal number.</summary>
    const double Largest = 708;

    /// <summary>Added to a number below 2⁵¹, this constant leaves the nearest whole number in the lowest bits.</summary>
    const double Rounding = 6755399441055744;

    const double Reciprocal = 1.4426950408889634;
    const double LogarithmHigh = 0.693147180369123816490;
    const double LogarithmLow = 1.90821492927058770002e-10;
    const int FractionBits = 52;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Of(Vector512<double> value)
    {
        // In this order of minimum and maximum, NaN stays NaN.
        var x = Vector512.MinNative(Vector512.Create(Largest), Vector512.MaxNative(Vector512.Create(-Largest), value));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(Reciprocal), Vector512.Create(Rounding));
        var power = shifted - Vector512.Create(Rounding);
        var rest = Vector512.FusedMultiplyAdd(power, Vector512.Create(-LogarithmHigh), x);
        rest = Vector512.FusedMultiplyAdd(power, Vector512.Create(-LogarithmLow), rest);

        // Even and odd powers are summed separately: two chains of operations that the processor can overlap.
        var square = rest * rest;
        var even = Vector512.FusedMultiplyAdd(Vector512.Create(1.0 / 479001600), square, Vector512.Create(1.0 / 3628800));
        var odd = Vector512.FusedMultiplyAdd(Vector512.Create(1.0 / 39916800), square, Vector512.Create(1.0 / 362880));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(1.0 / 40320));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(1.0 / 5040));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(1.0 / 720));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(1.0 / 120));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(1.0 / 24));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(1.0 / 6));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.5));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512<double>.One);
        even = Vector512.FusedMultiplyAdd(even, square, Vector512<double>.One);
        var fraction = Vector512.FusedMultiplyAdd(odd, rest, even);
        return (fraction.AsInt64() + (shifted.AsInt64() << FractionBits)).AsDouble();
    }
}
