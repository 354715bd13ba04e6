using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Worker.Measuring;

/// <summary>How <see cref="MeasurementReport"/> is written: for people and programs, never pasted into HTML.</summary>
[JsonSerializable(typeof(MeasurementReport))]
sealed partial class MeasurementJson : JsonSerializerContext
{
    // The default encoder would write the '+' of architectures as an escape.
    public static MeasurementJson Readable { get; } = Of(isIndented: true);

    /// <value>A report a line.</value>
    public static MeasurementJson Lines { get; } = Of(isIndented: false);

    static MeasurementJson Of(bool isIndented) => new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = isIndented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
