namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>A parameter could not be filled from what the trigger brought.</summary>
sealed class FunctionInputConverterException(string function, string parameter, string reason, Exception? inner = null)
    : InvalidOperationException($"Error converting input parameter '{parameter}' of function '{function}': {reason}", inner);
