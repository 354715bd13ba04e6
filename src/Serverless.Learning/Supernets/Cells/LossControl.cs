using static TorchSharp.torch;

namespace Serverless.Learning.Supernets.Cells;

/// <summary>
/// The control variate of UNAS: a linear function of the operations, fitted by ridge regression to the losses of the latest choices.
/// </summary>
/// <remarks>A choice is added after its gradient has been computed, so that the control variate does not depend on the choice.</remarks>
sealed class LossControl : IDisposable
{
    const int Most = 100;
    const int Least = 10;
    const float Ridge = 1;

    readonly Queue<(int[] Choices, double Loss)> _seen = new();
    Tensor _weights = zeros(EdgeShares.Edges, EdgeShares.Operations);

    /// <value>The weights, edges × operations, and the constant.</value>
    public (Tensor Weights, double Constant) Current => (_weights, _seen.Count == 0 ? 0 : _seen.Average(seen => seen.Loss));

    public void Add(int[] choices, double loss)
    {
        _seen.Enqueue((choices, loss));
        if (_seen.Count > Most)
        {
            _seen.Dequeue();
        }

        if (_seen.Count >= Least)
        {
            Fit();
        }
    }

    public void Dispose() => _weights.Dispose();

    void Fit()
    {
        using var scope = NewDisposeScope();
        var length = EdgeShares.Edges * EdgeShares.Operations;
        var rows = new float[_seen.Count * length];
        foreach (var (row, (choices, _)) in _seen.Index())
        {
            for (var edge = 0; edge < choices.Length; edge++)
            {
                rows[(row * length) + (edge * EdgeShares.Operations) + choices[edge]] = 1;
            }
        }

        var mean = Current.Constant;
        var (matrix, losses) = (tensor(rows).reshape(_seen.Count, length), tensor([.. _seen.Select(seen => (float)(seen.Loss - mean))]).unsqueeze(1));
        var fitted = linalg.solve(matrix.t().matmul(matrix) + (Ridge * eye(length)), matrix.t().matmul(losses));
        _weights.Dispose();
        _weights = fitted.reshape(EdgeShares.Edges, EdgeShares.Operations).DetachFromDisposeScope();
    }
}
