using System.ComponentModel;
using System.Globalization;
using System.Text;
using Azure.Core.Serialization;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Turns a piece of trigger metadata into a parameter's type.</summary>
static class MetadataValue
{
    /// <summary>Text becomes numbers, dates, identifiers, truth values or enum members; anything else is read as JSON.</summary>
    public static object? Convert(object value, Type target, ObjectSerializer serializer)
    {
        if (target.IsInstanceOfType(value))
        {
            return value;
        }

        var text = value is IFormattable formattable ? formattable.ToString(Format(value), CultureInfo.InvariantCulture) : value.ToString() ?? "";
        var type = Nullable.GetUnderlyingType(target) ?? target;
        if (type == typeof(string))
        {
            return text;
        }

        if (type.IsEnum)
        {
            return Enum.Parse(type, text, ignoreCase: true);
        }

        if (type == typeof(DateTime))
        {
            return DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        }

        if (type == typeof(DateTimeOffset))
        {
            return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        }

        return type.IsPrimitive || type == typeof(decimal) || type == typeof(Guid) || type == typeof(TimeSpan)
            ? TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text)
            : serializer.Deserialize(new MemoryStream(Encoding.UTF8.GetBytes(text)), type, CancellationToken.None);
    }

    static string? Format(object value) => value is DateTime or DateTimeOffset ? "O" : null;
}
