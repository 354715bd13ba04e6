namespace TorchSharp.Modules;

/// <summary>An LSTM's sizes and arrangement.</summary>
sealed record LSTMShape(
    long InputSize, long HiddenSize, long Layers, bool HasBias, bool BatchFirst, double Dropout, bool Bidirectional)
{
    /// <summary>Ways a layer reads its input.</summary>
    public long Directions => Bidirectional ? 2 : 1;
}
