using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Worker.Measuring;

/// <summary>The JSON serialization of <see cref="MeasurementReport"/>: for users and programs, never embedded in HTML.</summary>
[JsonSerializable(typeof(MeasurementReport))]
sealed partial class MeasurementJson : JsonSerializerContext
{
    // The default encoder would escape the '+' of architectures.
    public static MeasurementJson Readable { get; } = Of(isIndented: true);

    /// <value>The serialization with one report per line.</value>
    public static MeasurementJson Lines { get; } = Of(isIndented: false);

    static MeasurementJson Of(bool isIndented) => new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = isIndented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
