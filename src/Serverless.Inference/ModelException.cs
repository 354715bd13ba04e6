namespace Serverless.Inference;

/// <summary>A network in ONNX cannot be used: its bytes are no model, or it is no image classifier of the expected shape.</summary>
public sealed class ModelException : Exception
{
    /// <param name="modelName">Which model, for example its blob.</param>
    /// <param name="reason">What is wrong with it, as a clause.</param>
    /// <param name="innerException">What ONNX Runtime said, if it said anything.</param>
    public ModelException(string modelName, string reason, Exception? innerException = null)
        : base($"The model '{modelName}' cannot be used: {reason}", innerException) => ModelName = modelName;

    /// <value>Which model, for example its blob.</value>
    public string ModelName { get; }
}
