using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Worker.Measuring;

/// <summary>How <see cref="MeasurementReport"/> is written: for people and programs, never pasted into HTML.</summary>
[JsonSerializable(typeof(MeasurementReport))]
sealed partial class MeasurementJson : JsonSerializerContext
{
    // The default encoder would write the '+' of architectures as an escape.
    public static MeasurementJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
