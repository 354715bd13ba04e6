namespace Serverless.Inference;

/// <summary>
/// The exception thrown when a network in ONNX cannot be used: its bytes are not a model, or it is not an image classifier of the expected shape.
/// </summary>
public sealed class ModelException : Exception
{
    /// <param name="modelName">The name of the model, for example its blob.</param>
    /// <param name="reason">What is wrong with it, as a clause.</param>
    /// <param name="innerException">The exception of ONNX Runtime, if there was one.</param>
    public ModelException(string modelName, string reason, Exception? innerException = null)
        : base($"The model '{modelName}' cannot be used: {reason}", innerException) => ModelName = modelName;

    /// <value>The name of the model, for example its blob.</value>
    public string ModelName { get; }
}
