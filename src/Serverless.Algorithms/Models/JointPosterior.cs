using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Models;

/// <summary>The joint normal distribution of the noise-free values of some columns, for repeated draws.</summary>
sealed class JointPosterior
{
    /// <summary>
    /// The share of the noise's variance that is added to the diagonal, so that the covariance stays positive definite with equal columns.
    /// </summary>
    const double Jitter = 1e-3;

    readonly SequentialPosterior _posterior;
    readonly CholeskyFactor _root;
    readonly double[] _normals;

    /// <param name="posterior">The posterior of the columns, with nothing observed yet.</param>
    /// <param name="noise">The variance of the noise, standardised.</param>
    public JointPosterior(SequentialPosterior posterior, double noise)
    {
        _posterior = posterior;
        var size = CholeskyFactor.PaddedSize(Columns);
        var covariance = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            if (i < Columns)
            {
                posterior.Covariances(i).AsSpan(0, Columns).CopyTo(covariance.AsSpan(i * size, Columns));
            }

            covariance[(i * size) + i] += i < Columns ? noise * Jitter : 1;
        }

        _root = CholeskyFactor.TryCreate(covariance, size) ?? throw new InvalidOperationException("The posterior covariance is not positive definite.");
        _normals = new double[size];
    }

    public int Columns => _posterior.Means.Length;

    /// <summary>Writes one draw: a value for each column. O(columns²).</summary>
    public void Draw(RandomStream random, Span<double> values)
    {
        for (var i = 0; i < Columns; i++)
        {
            _normals[i] = random.NextNormal();
        }

        for (var i = 0; i < Columns; i++)
        {
            values[i] = _posterior.Means[i] + (_posterior.Scale * _root.Multiply(i, _normals));
        }
    }
}
