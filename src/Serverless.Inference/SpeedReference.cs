using Serverless.Spaces;

namespace Serverless.Inference;

/// <summary>A fixed network that others are timed against: the speed of a shared or throttled machine changes from one second to the next.</summary>
/// <param name="Model">The bytes of an ONNX file.</param>
/// <param name="Shape">What the network takes and answers.</param>
/// <param name="NominalMs">
/// How long a pass takes at the machine's nominal speed, milliseconds, above 0. Latencies are stated for this speed.
/// </param>
public sealed record SpeedReference(byte[] Model, ImageShape Shape, double NominalMs);
