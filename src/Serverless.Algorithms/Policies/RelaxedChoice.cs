using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Policies;

/// <summary>
/// A choice of one decision, relaxed to shares by Gumbel noise given which choice is the largest, with the slopes of a linear function of the shares.
/// </summary>
/// <remarks>
/// The relaxation follows Jang, Gu, Poole 2017 and Maddison, Mnih, Teh 2017; the noise given the choice follows Tucker, Mnih, Maddison, Lawson,
/// Sohl-Dickstein 2017 (REBAR): with standard exponential E the key of the choice k is −log Eₖ, and that of any other i is −log (Eᵢ / pᵢ + Eₖ). The
/// same keys are also log pᵢ + gᵢ with noise g that does not depend on the choice, so that one draw serves both slopes.
/// </remarks>
/// <param name="Value">The value of the function at the shares.</param>
/// <param name="Free">The slope with respect to each logit with the noise g held fixed.</param>
/// <param name="Given">The slope with respect to each logit with the choice and the exponentials held fixed.</param>
readonly record struct RelaxedChoice(double Value, double[] Free, double[] Given)
{
    /// <param name="probabilities">The probabilities of the choices.</param>
    /// <param name="chosen">The index of the choice.</param>
    /// <param name="coefficients">The coefficients of the function, one for each choice.</param>
    /// <param name="temperature">The temperature of the relaxation.</param>
    /// <param name="random">The source of random numbers, one for each choice.</param>
    public static RelaxedChoice Draw(
        ReadOnlySpan<double> probabilities, int chosen, ReadOnlySpan<double> coefficients, double temperature, RandomStream random)
    {
        var count = probabilities.Length;
        var exponentials = new double[count];
        for (var i = 0; i < count; i++)
        {
            exponentials[i] = -Math.Log(1 - random.NextDouble());
        }

        var shares = new double[count];
        for (var i = 0; i < count; i++)
        {
            var rate = Math.Max(probabilities[i], double.Epsilon);
            shares[i] = -Math.Log(Math.Max(i == chosen ? exponentials[i] : (exponentials[i] / rate) + exponentials[chosen], double.Epsilon));
            shares[i] = Math.Max(shares[i], -double.MaxValue);
        }

        Categorical.Softmax(shares, temperature);
        var value = 0.0;
        for (var i = 0; i < count; i++)
        {
            value += coefficients[i] * shares[i];
        }

        var free = new double[count];
        var given = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            free[i] = shares[i] * (coefficients[i] - value) / temperature;
            var slope = exponentials[i] / Math.Max(exponentials[i] + (probabilities[i] * exponentials[chosen]), double.Epsilon);
            given[i] = i == chosen ? 0 : free[i] * slope;
            sum += given[i];
        }

        for (var i = 0; i < count; i++)
        {
            given[i] -= probabilities[i] * sum;
        }

        return new RelaxedChoice(value, free, given);
    }
}
