namespace Serverless.Worker.Measuring;

/// <summary>What was asked for cannot be measured; the message says why, for people.</summary>
sealed class MeasuringException(string message, Exception? innerException = null) : Exception(message, innerException);
