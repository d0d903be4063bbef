using Google.Protobuf;

namespace OrleansSessions.Host.Tests.Telemetry;

/// <summary>A message of protocol buffers by the numbers of its fields.</summary>
internal sealed class OtlpMessage
{
    private readonly List<(int Field, ByteString Value)> parts = [];
    private readonly Dictionary<int, ulong> numbers = [];

    private OtlpMessage(CodedInputStream input)
    {
        while (input.ReadTag() is var tag and not 0)
        {
            var field = WireFormat.GetTagFieldNumber(tag);
            switch (WireFormat.GetTagWireType(tag))
            {
                case WireFormat.WireType.LengthDelimited:
                    parts.Add((field, input.ReadBytes()));
                    break;
                case WireFormat.WireType.Varint:
                    numbers[field] = input.ReadUInt64();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }
    }

    public static OtlpMessage Parse(byte[] bytes)
    {
        using var input = new CodedInputStream(bytes);
        return new OtlpMessage(input);
    }

    public ulong Number(int field) => numbers.GetValueOrDefault(field);

    public ByteString Bytes(int field) => parts.LastOrDefault(part => part.Field == field).Value ?? ByteString.Empty;

    public string Text(int field) => Bytes(field).ToStringUtf8();

    public bool Has(int field) => parts.Exists(part => part.Field == field);

    public IEnumerable<OtlpMessage> All(int field) =>
        parts.Where(part => part.Field == field).Select(part => new OtlpMessage(part.Value.CreateCodedInput()));

    /// <summary>Attributes with texts: <c>KeyValue</c> of a field.</summary>
    public Dictionary<string, string> Attributes(int field) =>
        All(field).ToDictionary(pair => pair.Text(1), pair => pair.All(2).Single().Text(1), StringComparer.Ordinal);
}
